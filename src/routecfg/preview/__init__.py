"""The project in a browser: a page that follows the files as they are saved, and the same page as one file.

`opened` is one state of the project, `views` say what the page shows of it, `answers` in which shape. `routes` lists
what can be asked. The page itself is in the folder `page`, in JavaScript and CSS.
"""
