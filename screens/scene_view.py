"""A widget that plays a scene: it ticks while the scene moves and costs nothing once the scene is settled."""

from collections.abc import Callable
from time import monotonic

from textual.events import Resize
from textual.timer import Timer

from scoreboard.publications.scene import Scene
from screens.hall import draw, duration
from screens.looks import Look
from screens.widgets.canvas import Frame, marked
from screens.widgets.frameview import FrameView
from screens.widgets.terminal_images import TerminalImage

FRAMES_A_SECOND = 30


class SceneView(FrameView):
    """Plays one scene of the hall at the widget's own size.

    `clock` gives seconds that only go forward; tests give their own and call `tick`. A scene that never settles
    goes on ticking, never more than `frames_a_second` times a second.
    """

    def __init__(
        self,
        look: Look,
        *,
        clock: Callable[[], float] = monotonic,
        frames_a_second: int = FRAMES_A_SECOND,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.look = look
        self.clock = clock
        self.frames_a_second = frames_a_second
        self.scene: Scene | None = None
        self.frame: Frame | None = None
        """The frame that is shown, for its digest."""
        self.is_old = False
        """Whether a discreet mark says that what is shown may not be the newest."""
        self._sent: dict[int, TerminalImage] = {}
        self._began = 0.0
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Prepare the timer; it runs only while something moves."""
        self._timer = self.set_interval(1 / self.frames_a_second, self.tick, pause=True)

    def pace(self, frames_a_second: int | None) -> None:
        """Draw so many frames a second from now on; None for the usual ones."""
        self.frames_a_second = frames_a_second or FRAMES_A_SECOND
        if self._timer is not None:
            self._timer.stop()
            self._timer = self.set_interval(1 / self.frames_a_second, self.tick, pause=True)

    def play(self, scene: Scene | None, *, already: float = 0.0) -> None:
        """Show `scene` as it is `already` seconds after its step, and let it run on from there."""
        self.scene = scene
        self._began = self.clock() - already
        self.tick()

    def age(self, *, is_old: bool) -> None:
        """Mark what is shown as old, or no longer."""
        if is_old != self.is_old:
            self.is_old = is_old
            self.tick()

    @property
    def elapsed(self) -> float:
        """Seconds since the scene's step."""
        return self.clock() - self._began

    @property
    def settled(self) -> bool:
        """Whether nothing moves any more."""
        return self.elapsed >= duration(self.scene, self.look)

    def drawn(self) -> Frame:
        """This moment's frame."""
        return draw(self.scene, self.elapsed, self.size, self.look)

    def tick(self) -> None:
        """Show this moment's frame; stop the timer once the scene is settled."""
        if not self.size:
            return
        settled = self.settled
        try:
            self.frame = self.drawn()
            self._send_images(self.frame)
            self.show(marked(self.frame, self.look) if self.is_old else self.frame)
        except Exception as error:  # whatever a payload does to a scene, the hall keeps its last good picture
            self.log.error(f"scene {self.scene!r}: {error!r}")
            settled = True
        if self._timer is not None:
            if settled:
                self._timer.pause()
            else:
                self._timer.resume()

    def _send_images(self, frame: Frame) -> None:
        """Let the terminal know the images of a frame before its cells, and forget others once those are gone."""
        for image in frame.images:
            if image.number not in self._sent:
                self._sent[image.number] = image
                self._write(image.sent())
        if len(self._sent) > len(frame.images):
            self.call_after_refresh(self._forget_images)

    def _forget_images(self) -> None:
        shown = {image.number for image in self.frame.images} if self.frame else set()
        for number in self._sent.keys() - shown:
            self._write(self._sent.pop(number).forgotten)

    def _write(self, sequence: str) -> None:
        if (driver := self.app._driver) is not None:
            driver.write(sequence)

    def on_unmount(self) -> None:
        """Leave no image behind."""
        self.frame = None
        self._forget_images()

    def on_resize(self, event: Resize) -> None:
        """Draw the scene again at the new size."""
        self.tick()
