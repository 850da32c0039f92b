"""Pictures and documents as a part of other forms. What was uploaded survives errors elsewhere."""

from faden.shared.media.form_part.documents import WithDocuments
from faden.shared.media.form_part.fields import LogoField
from faden.shared.media.form_part.pictures import WithImages
from faden.shared.media.form_part.slots import Part, Slot

__all__ = ["LogoField", "Part", "Slot", "WithDocuments", "WithImages"]
