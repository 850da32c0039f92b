"""Pictures and documents of a process or of an entry of its timetable.

A request takes ten fields for files at most, so the documents have what the pictures leave.
"""

from faden.shared.media.form_part import WithDocuments, WithImages


class ProcessFilesForm(WithDocuments, WithImages):
    max_images = 1
    max_documents = 9
    offers_visibility = True


class MilestoneFilesForm(WithDocuments, WithImages):
    max_images = 3
    max_documents = 7
    offers_visibility = True
