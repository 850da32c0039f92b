from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "faden.shared.feedback"
    label = "feedback"
