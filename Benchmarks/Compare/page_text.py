"""The settings of the peers, as the page tells them."""

SETTINGS = {
    "LMDB in C": "the floor: the same keys and values as in the log (records, ids, tags, names, tiles of the tree), ids in "
                 "runs that are merged as in the log, tags sorted within a transaction, every transaction synced; nothing is "
                 "decoded, checked or hashed.",
    "sqlite3": "`journal_mode=WAL`, `synchronous=FULL`; events with a unique id, a table of terms, and an index of every type "
               "and tag without row ids. The library has a page cache of 256 MiB and prepared statements, tags are sorted "
               "within a transaction, and the checkpoint at the end counts. The shell inserts into a table with three "
               "indexes, in WAL and in the rollback mode that it has when nothing is said.",
    "umadb": "server and client of the Python package `umadb` over the loopback interface; synchronous writing, file "
             "I/O, no page cache, as it comes. Its ids are not unique; its file is made in steps of 256 MiB.",
    "eventsourcing": "the Python package, its recorder on SQLite with WAL and `synchronous=FULL`; it "
                     "indexes the aggregate, not tags.",
}
