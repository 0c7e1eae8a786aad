"""What editors compose a form of: one block a kind of question; a block's id is the permanent key of its answers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from .inputs import GREATEST_NUMBER
from .kinds import own_kinds

EXPLANATION = "explanation"
WRITABLE = {"min_value": -GREATEST_NUMBER, "max_value": GREATEST_NUMBER}
"""The bounds of a number that somebody can write into the form."""
RICH_TEXT = ["bold", "italic", "link", "ol", "ul"]


class QuestionBlock(blocks.StructBlock):
    """A question: its words, whether it must be answered, and a hint."""

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False, default=True)
    hint = blocks.CharBlock(
        label=_("Hint"),
        required=False,
        default="",
        max_length=300,
        help_text=_("Shown below the question: what you need it for, or how to write it."),
    )

    class Meta:
        label_format = "{label}"


class ShortTextBlock(QuestionBlock):
    """A line of text."""

    class Meta:
        icon = "pilcrow"
        label = _("Short text")
        label_format = _("Short text: {label}")


class LongTextBlock(QuestionBlock):
    """Several lines of text."""

    class Meta:
        icon = "doc-full"
        label = _("Long text")
        label_format = _("Long text: {label}")


class EmailBlock(QuestionBlock):
    """A further e-mail address; the address of the person is asked for on every form anyway."""

    class Meta:
        icon = "mail"
        label = _("E-mail address")
        label_format = _("E-mail: {label}")


class PhoneBlock(QuestionBlock):
    """A telephone number."""

    class Meta:
        icon = "mobile-alt"
        label = _("Telephone")
        label_format = _("Telephone: {label}")


class NumberBlock(QuestionBlock):
    """A whole number."""

    smallest = blocks.IntegerBlock(label=_("Smallest"), required=False, **WRITABLE)
    largest = blocks.IntegerBlock(label=_("Largest"), required=False, **WRITABLE)

    def clean(self, value: Any) -> Any:
        """Refuse to publish a range in which there is no number."""
        cleaned = super().clean(value)
        smallest, largest = cleaned["smallest"], cleaned["largest"]
        if not self.is_deferred_validation and None not in (smallest, largest) and smallest > largest:
            words = _("No number is that small and that large: correct one of the two.")
            raise StructBlockValidationError(block_errors={"largest": ValidationError(words)})
        return cleaned

    class Meta:
        icon = "order"
        label = _("Whole number")
        label_format = _("Number: {label}")


class DateBlock(QuestionBlock):
    """A calendar day."""

    class Meta:
        icon = "date"
        label = _("Date")
        label_format = _("Date: {label}")


class OptionsBlock(blocks.ListBlock):
    """The options of a choice; the id of each is its permanent key, so that renaming one does not split its history."""

    def __init__(self, child_block: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("min_num", 2)
        kwargs.setdefault("max_num", 60)
        super().__init__(child_block or blocks.CharBlock(label=_("Option"), max_length=200), **kwargs)


class ChoiceBlock(QuestionBlock):
    """One of several options."""

    options = OptionsBlock(label=_("Options"))

    class Meta:
        icon = "radio-empty"
        label = _("Single choice")
        label_format = _("Single choice: {label}")


class ChoicesBlock(QuestionBlock):
    """Any of several options."""

    options = OptionsBlock(label=_("Options"))

    class Meta:
        icon = "tasks"
        label = _("Several choices")
        label_format = _("Several choices: {label}")


class YesNoBlock(QuestionBlock):
    """Yes or no."""

    class Meta:
        icon = "help"
        label = _("Yes or no")
        label_format = _("Yes or no: {label}")


class ConsentBlock(blocks.StructBlock):
    """A consent: separate, unticked, and kept with the wording it was given under."""

    label = blocks.CharBlock(
        label=_("Consent"),
        max_length=400,
        help_text=_("One purpose only, in the first person: “I agree that …”."),
    )
    required = blocks.BooleanBlock(
        label=_("Must be given"),
        required=False,
        default=False,
        help_text=_("Consent must be free: tick this only where taking part is impossible without it."),
    )
    hint = blocks.CharBlock(label=_("Hint"), required=False, default="", max_length=300)

    class Meta:
        icon = "check"
        label = _("Consent")
        label_format = _("Consent: {label}")


class ExplanationBlock(blocks.StructBlock):
    """A heading or a paragraph between questions."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=RICH_TEXT, default="")

    class Meta:
        icon = "info-circle"
        label = _("Explanation")
        label_format = _("Explanation: {heading}")


class QuestionStream(blocks.StreamBlock):
    """All kinds of questions, in the order in which editors reach for them; those of the host come last."""

    short_text = ShortTextBlock(group=_("Text"))
    long_text = LongTextBlock(group=_("Text"))
    email = EmailBlock(group=_("Text"))
    phone = PhoneBlock(group=_("Text"))
    number = NumberBlock(group=_("Numbers and dates"))
    date = DateBlock(group=_("Numbers and dates"))
    choice = ChoiceBlock(group=_("Choices"))
    choices = ChoicesBlock(group=_("Choices"))
    yes_no = YesNoBlock(group=_("Choices"))
    consent = ConsentBlock(group=_("Choices"))
    explanation = ExplanationBlock(group=_("Layout"))

    class Meta:
        required = False

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        own = [(kind.name, kind.block) for kind in own_kinds().values()]
        super().__init__([*(local_blocks or ()), *own], **kwargs)


class MaterialStream(blocks.StreamBlock):
    """The documents for those who took part; they are called what the editor has called them."""

    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        required = False


class StepStream(blocks.StreamBlock):
    """The numbered steps of a registration in another system."""

    step = blocks.RichTextBlock(label=_("Step"), features=["bold", "italic", "link"], icon="list-ol")

    class Meta:
        required = False
