"""Component styles as inks for the line API: colours that are partly transparent are mixed with what is below."""

from rich.style import Style
from textual.widget import Widget


def ink(widget: Widget, name: str) -> Style:
    """What the component class `name` adds to the widget's own style."""
    styles = widget.get_component_styles(name)
    ground = widget.background_colors[1]
    below = ground + styles.background if styles.has_rule("background") else ground
    style = Style(
        color=(below + styles.color).rich_color if styles.has_rule("color") else None,
        bgcolor=below.rich_color if styles.has_rule("background") else None,
    )
    return style + styles.text_style if styles.has_rule("text_style") else style
