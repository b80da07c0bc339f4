"""How an EPUB looks: little, since the device and its reader choose most of it."""

CSS = """\
body { margin: 0 5%; line-height: 1.5; }
h1 { font-size: 1.7em; font-weight: 600; line-height: 1.2; margin: 2.5em 0 0.6em; }
h2 { font-size: 1.1em; font-weight: 600; margin: 0; color: ACCENT; break-after: avoid; }
h3 { font-size: 1em; font-weight: 600; margin: 1em 0 0.3em; break-after: avoid; }
p { margin: 0.4em 0; widows: 2; orphans: 2; overflow-wrap: break-word; }
.meta { font-size: 0.85em; opacity: 0.75; margin: 0 0 0.5em; }
.question { font-style: italic; }
.heading { font-weight: bold; margin-top: 1em; }
section { margin: 1.8em 0; }
section.synthesis { border-inline-start: 3px solid ACCENT; padding-inline-start: 1em; }
blockquote { margin: 0.6em 1.2em; font-style: italic; }
pre { white-space: pre-wrap; overflow-wrap: break-word; font-size: 0.85em; }
hr { border: none; border-top: 1px solid; width: 20%; margin: 1.5em auto; opacity: 0.4; }
table { border-collapse: collapse; }
th { text-align: start; font-weight: normal; opacity: 0.75; padding: 0.2em 0; }
th { padding-inline-end: 1em; }
td { padding: 0.2em 0; }
th, td { vertical-align: top; }
figure { margin: 1em 0; }
figure svg { width: 100%; height: auto; }
.title { text-align: center; }
.title h1 { font-size: 2.2em; margin: 0.3em 0; }
.title .eyebrow { margin-top: 3em; color: ACCENT; }
.title .grid { width: 60%; margin: 2em auto; }
.colophon { text-align: center; margin-top: 40%; font-size: 0.85em; }
"""
