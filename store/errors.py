"""What can go wrong with an archive, each with one sentence for a person."""

from __future__ import annotations


class ArchiveError(Exception):
    """An archive or a source can't be used. The message is one sentence: what, where, what to do."""


class NoArchive(ArchiveError):
    """There is no database at the path."""


class NotAnArchive(ArchiveError):
    """The file at the path is something else."""


class HalfReplaced(NotAnArchive):
    """A restore or a repair of it is under way, or was cut off: nothing opens it before that is undone."""


class NewerArchive(ArchiveError):
    """The database was written by a later version."""


class ArchiveBusy(ArchiveError):
    """Another process holds the database for writing."""


class DiskFailure(ArchiveError):
    """The disk is full, may not be written, or fails. What was committed stays."""


class ExtractionError(ArchiveError):
    """The processes that look for quotes could not do it."""


class UnknownSpeaker(ArchiveError):
    """Nobody in the archive goes by a name."""


class QueryTimeout(ArchiveError):
    """A question took longer than its time limit."""


class NoSemantic(ArchiveError):
    """Ranking by meaning was asked for and its extra is not installed."""


class BackupError(ArchiveError):
    """A backup can't be made, or can't be put back."""


class RepairError(ArchiveError):
    """Nothing of a damaged database can be saved, or nothing can be written."""
