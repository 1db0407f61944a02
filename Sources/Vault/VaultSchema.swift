import GRDB

/// The vault's tables.
enum VaultSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: blocks, coverage, outcomes") { db in
            try db.execute(
                sql: """
                    -- Cells are counted from this corner, so that a place fits in 32 bits.
                    CREATE TABLE grid (
                        only INTEGER PRIMARY KEY CHECK (only = 1),
                        name TEXT NOT NULL,
                        column INTEGER NOT NULL,
                        row INTEGER NOT NULL
                    ) STRICT;

                    CREATE TABLE category (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
                    CREATE TABLE zone (
                        id INTEGER PRIMARY KEY, level TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (level, key)
                    ) STRICT;

                    -- Counts of one source, precision, category and UTC month, packed: see BlockCoding.
                    CREATE TABLE block (
                        source TEXT NOT NULL,
                        precision TEXT NOT NULL CHECK (precision IN ('hour', 'day', 'month')),
                        place_kind INTEGER NOT NULL CHECK (place_kind IN (0, 1)),
                        category INTEGER NOT NULL REFERENCES category (id),
                        month INTEGER NOT NULL,
                        counts BLOB NOT NULL,
                        PRIMARY KEY (source, precision, place_kind, category, month)
                    ) STRICT;

                    CREATE TABLE coverage (
                        source TEXT NOT NULL,
                        period_start INTEGER NOT NULL,
                        period_end INTEGER NOT NULL CHECK (period_end > period_start),
                        PRIMARY KEY (source, period_start)
                    ) STRICT;

                    CREATE TABLE outcome (
                        source TEXT NOT NULL,
                        day INTEGER NOT NULL,
                        outcome TEXT NOT NULL,
                        count INTEGER NOT NULL CHECK (count > 0),
                        PRIMARY KEY (source, day, outcome)
                    ) STRICT;

                    -- Periods whose counts a later file changed.
                    CREATE TABLE replacement (
                        source TEXT NOT NULL,
                        period_start INTEGER NOT NULL,
                        period_end INTEGER NOT NULL,
                        replaced_at INTEGER NOT NULL,
                        PRIMARY KEY (source, period_start, period_end, replaced_at)
                    ) STRICT;

                    -- Made once, so that an interval's hour is drawn alike at each import.
                    CREATE TABLE draw_secret (
                        only INTEGER PRIMARY KEY CHECK (only = 1),
                        bytes BLOB NOT NULL CHECK (length(bytes) = 32)
                    ) STRICT;

                    -- When what was older than the agreement allows was deleted.
                    CREATE TABLE expiry (
                        source TEXT NOT NULL,
                        kept_from INTEGER NOT NULL,
                        expired_at INTEGER NOT NULL,
                        PRIMARY KEY (source, kept_from)
                    ) STRICT;

                    -- The names of the columns of a source's last file, as JSON: whoever imports is told what changed.
                    CREATE TABLE delivery (source TEXT PRIMARY KEY, columns TEXT NOT NULL) STRICT;
                    """)
        }
        return migrator
    }
}
