"""Terminal access over SSH: one rendering is shared by thousands, a few people work, nobody gets a shell.

A stage process draws (`stage`), edge processes speak SSH to viewers (`edge`), a private process gives a viewer a
screen to search in (`private`), staff log in on a port of their own (`staff`), and a supervisor keeps them all alive
(`supervisor`). What is public is all that any of them but the staff's opens.
"""
