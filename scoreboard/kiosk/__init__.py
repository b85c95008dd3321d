"""A machine that starts into the hall display: what its files say, writing and removing them, and looking after them.

What the files say is made by pure functions (`plan.py`, `contents.py`, `pointer.py`); `tree.py` alone writes. Not to be
confused with `screens/app.py`, the app that such a machine runs.
"""
