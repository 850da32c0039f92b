from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "faden.backbone.audit"
    label = "audit"
