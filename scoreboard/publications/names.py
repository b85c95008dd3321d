"""What is called by two names, in a language."""


def named(name: str, name_en: str | None, lang: str) -> str:
    """Of a name and an English one, which may be empty, the one in a language."""
    return (name_en or name) if lang == "en" else name


class InBothLanguages:
    """What has a name in both languages."""

    __slots__ = ()
    name: str
    name_en: str

    def called(self, lang: str) -> str:
        """What it is called in a language."""
        return named(self.name, self.name_en, lang)
