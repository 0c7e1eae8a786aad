"""What the settings of both apps have in common: read where they are used, looked through when the site starts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

from django.conf import settings
from django.core import checks

T = TypeVar("T")


@dataclass(frozen=True)
class AtLeast:
    """The lowest value of a number."""

    value: int


Amount = Annotated[int, AtLeast(0)]
Positive = Annotated[int, AtLeast(1)]

_WORDS: dict[type, str] = {int: "a whole number", str: "text in quotes", Path: "a path"}


class Options:
    """The settings that begin with a prefix: one property an option, with its type, its default and its meaning.

    Each is read from the host's settings at each access, so that tests may override them.
    """

    prefix: ClassVar[str]

    def _get(self, name: str, default: T) -> T:
        return cast("T", getattr(settings, self.prefix + name, default))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"There is no setting {self.prefix}{name}.")

    def fits(self, name: str) -> bool:
        """Whether an option is of the type that it says; a default always is."""
        value, types = getattr(self, name), self._types(name)
        return isinstance(value, types) and not isinstance(value, bool)

    def messages(self) -> Iterator[checks.CheckMessage]:
        """What the host wrote that cannot be meant: another type, a number too low, a name that nobody reads."""
        label = self.prefix.lower().rstrip("_")
        names = [name for name, option in vars(type(self)).items() if isinstance(option, property)]
        for name in names:
            yield from self._wrong(name, label)
        written = {name.removeprefix(self.prefix) for name in dir(settings) if name.startswith(self.prefix)}
        for name in sorted(written - {*names}):
            near = get_close_matches(name, names, n=1)
            yield checks.Warning(
                f"There is no setting {self.prefix}{name}: it changes nothing.",
                hint=f"Write {self.prefix}{near[0]}, or take the line out." if near else "Take the line out.",
                id=f"{label}.W100",
            )

    def _wrong(self, name: str, label: str) -> Iterator[checks.CheckMessage]:
        value, hint = getattr(self, name), self._line(name)
        if not self.fits(name):
            wanted = " or ".join(_WORDS[one] for one in self._types(name))
            yield checks.Error(
                f"{self.prefix}{name} must be {wanted}; it is of the type {type(value).__name__}.",
                hint=hint,
                id=f"{label}.E100",
            )
            return
        for limit in getattr(self._annotation(name), "__metadata__", ()):
            if value < limit.value:
                yield checks.Error(
                    f"{self.prefix}{name} must be {limit.value} or more; it is {value}.",
                    hint=hint,
                    id=f"{label}.E101",
                )

    def _line(self, name: str) -> str:
        """The line to write: the number that stands there in quotes, or else the default."""
        value, default = getattr(self, name), getattr(self._untouched(), name)
        if isinstance(default, int) and isinstance(value, str) and value.isdecimal():
            default = int(value)
        return f"{self.prefix}{name} = {json.dumps(default, ensure_ascii=False)}"

    def _untouched(self) -> Options:
        """The options as they are where a site says nothing."""
        return cast("Options", type("Untouched", (type(self),), {"_get": lambda _self, _name, default: default})())

    def _annotation(self, name: str) -> Any:
        return get_type_hints(getattr(type(self), name).fget, include_extras=True)["return"]

    def _types(self, name: str) -> tuple[type, ...]:
        annotation = self._annotation(name)
        plain = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
        return get_args(plain) or (plain,)
