"""What screens are drawn with: cells, pixels, big text, the canvas and the widgets that show frames."""
