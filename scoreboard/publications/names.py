"""What is called by two names, in a language."""

from scoreboard.locale import language_of
from scoreboard.wire import UNSET, UnsetType


def named(name: str, name_en: str | None, lang: str) -> str:
    """Of a name and an English one, which may be empty, the one in a language."""
    return (name_en or name) if lang == "en" else name


def period_named(period: str, name: str, name_en: str | None, lang: str) -> str:
    """What a period is called; in English by its id where it has no name that whoever reads English can read."""
    if lang != "en":
        return name
    return period if language_of([name_en or name]) == "zh" else name_en or name


class InBothLanguages:
    """What has a name in both languages."""

    __slots__ = ()
    name: str
    name_en: str

    def called(self, lang: str) -> str:
        """What it is called in a language."""
        return named(self.name, self.name_en, lang)


class CarriesFlag:
    """What is about the flag of an area: both have a name in each language."""

    __slots__ = ()
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str | UnsetType
    """Older programs did not say it."""

    def area_called(self, lang: str) -> str:
        """What the area is called in a language."""
        return named(self.area_name, self.area_name_en, lang)

    def flag_called(self, lang: str) -> str:
        """What the flag is called in a language; in English, where no program has said that, by its area's name."""
        if lang != "en":
            return self.flag or self.area_name
        return self.area_called(lang) if self.flag_en is UNSET else self.flag_en


def flag_in_english(flag: str, flag_en: str | None, area: str, area_en: str | None) -> str:
    """What a flag is called in English: if nobody has said it by its area's English name, or without one as it is."""
    return flag_en or (area_en if area_en and area_en != area else flag)
