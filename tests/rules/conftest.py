"""How properties are tried when mutmut changes the rules: that one fails is enough, no smaller example is asked for."""

from hypothesis import Phase, settings

settings.register_profile("mutants", phases=[Phase.explicit, Phase.reuse, Phase.generate], deadline=None)
