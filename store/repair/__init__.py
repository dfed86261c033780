"""What can be read of a damaged database, in a new one.

SQLite's own recovery comes with its shell alone. This one reads the pages as the file format has them
(https://www.sqlite.org/fileformat2.html), through the tables' trees where those hold together and page by page
where they don't, and knows from the schema whose rows it sees.
"""

from __future__ import annotations

from store.repair.repair import problems_of, repair
from store.repair.report import Found, GoneArticle, Repaired, TableReport

__all__ = ["Found", "GoneArticle", "Repaired", "TableReport", "problems_of", "repair"]
