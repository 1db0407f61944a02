import GRDB

/// The store's tables; the schema guards first, and what is published can't be changed or deleted.
enum EditionSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: tables, editions, log") { db in
            try db.execute(sql: sql)
        }
        migrator.registerMigration("2: the store's identity, interrupted publications") { db in
            try db.execute(sql: identityAndInterruptions)
        }
        migrator.registerMigration("3: forecasts and their scores") { db in
            try db.execute(sql: forecasts)
        }
        return migrator
    }

    private static let forecasts = """
        -- What was said before the fact: a forecast's period begins after it was written, or it is a replay.
        CREATE TABLE forecast (
            id INTEGER PRIMARY KEY,
            table_key TEXT NOT NULL,
            audience TEXT NOT NULL CHECK (audience IN ('public', 'staff')),
            issued_at INTEGER NOT NULL,
            known_until INTEGER NOT NULL,
            period_start INTEGER NOT NULL,
            period_end INTEGER NOT NULL CHECK (period_end > period_start),
            is_replay INTEGER NOT NULL CHECK (is_replay IN (0, 1)),
            document BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            nonce BLOB CHECK (nonce IS NULL OR length(nonce) = 32),
            leaf INTEGER NOT NULL REFERENCES log_leaf (position),
            CHECK (is_replay = 1 OR period_start >= issued_at),
            CHECK ((audience = 'staff') = (nonce IS NOT NULL)),
            UNIQUE (table_key, audience, period_start, is_replay)
        ) STRICT;

        -- Each follows from a forecast and a published figure; anybody can work it out again.
        CREATE TABLE forecast_score (
            forecast INTEGER NOT NULL REFERENCES forecast (id),
            bin_start INTEGER NOT NULL,
            category TEXT NOT NULL,
            figures INTEGER NOT NULL CHECK (figures > 0),
            expected REAL NOT NULL,
            observed REAL NOT NULL,
            log_score REAL NOT NULL,
            crps REAL NOT NULL,
            naive_log_score REAL NOT NULL,
            naive_crps REAL NOT NULL,
            inside_80 INTEGER NOT NULL,
            inside_95 INTEGER NOT NULL,
            PRIMARY KEY (forecast, bin_start, category)
        ) STRICT, WITHOUT ROWID;

        -- A figure that is published can't be forecast any more.
        CREATE TRIGGER forecast_comes_before BEFORE INSERT ON forecast
            WHEN NEW.is_replay = 0 AND EXISTS (SELECT 1 FROM edition WHERE table_key = NEW.table_key
                AND bin_start < NEW.period_end AND bin_end > NEW.period_start)
            BEGIN SELECT RAISE(ABORT, 'a forecast comes before its figures'); END;
        CREATE TRIGGER forecast_is_immutable BEFORE UPDATE ON forecast
            BEGIN SELECT RAISE(ABORT, 'a forecast is immutable'); END;
        CREATE TRIGGER forecast_is_kept BEFORE DELETE ON forecast
            BEGIN SELECT RAISE(ABORT, 'a forecast is kept, the bad ones too'); END;
        CREATE TRIGGER forecast_score_is_immutable BEFORE UPDATE ON forecast_score
            BEGIN SELECT RAISE(ABORT, 'a score is immutable'); END;
        CREATE TRIGGER forecast_score_is_kept BEFORE DELETE ON forecast_score
            BEGIN SELECT RAISE(ABORT, 'a score is kept'); END;
        """

    private static let identityAndInterruptions = """
        -- Made once: it names the witness of the log, which lies elsewhere.
        CREATE TABLE store (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            id BLOB NOT NULL CHECK (length(id) = 16)
        ) STRICT;
        INSERT INTO store (only, id) VALUES (1, randomblob(16));

        -- Bins that were drawn and may have been seen, and never landed here: spent, and never drawn again.
        CREATE TABLE interruption (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            table_key TEXT NOT NULL,
            period_start INTEGER NOT NULL,
            period_end INTEGER NOT NULL CHECK (period_end > period_start),
            public_epsilon INTEGER NOT NULL CHECK (public_epsilon >= 0),
            staff_epsilon INTEGER NOT NULL CHECK (staff_epsilon >= 0),
            leaf INTEGER NOT NULL REFERENCES log_leaf (position),
            UNIQUE (table_key, period_start, period_end)
        ) STRICT;

        CREATE TRIGGER edition_was_not_interrupted BEFORE INSERT ON edition
            WHEN EXISTS (SELECT 1 FROM interruption WHERE table_key = NEW.table_key
                AND period_start < NEW.bin_end AND period_end > NEW.bin_start)
            BEGIN SELECT RAISE(ABORT, 'a bin of an interrupted publication is spent'); END;
        CREATE TRIGGER store_is_immutable BEFORE UPDATE ON store
            BEGIN SELECT RAISE(ABORT, 'a store keeps its identity'); END;
        CREATE TRIGGER store_is_kept BEFORE DELETE ON store
            BEGIN SELECT RAISE(ABORT, 'a store keeps its identity'); END;
        CREATE TRIGGER interruption_is_immutable BEFORE UPDATE ON interruption
            BEGIN SELECT RAISE(ABORT, 'an interruption is immutable'); END;
        CREATE TRIGGER interruption_is_kept BEFORE DELETE ON interruption
            BEGIN SELECT RAISE(ABORT, 'an interruption is kept'); END;
        """

    private static let sql = """
        CREATE TABLE published_table (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            source TEXT NOT NULL,
            source_title_fr TEXT NOT NULL,
            source_title_en TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('reported', 'discovered', 'measured', 'contextual')),
            place_level TEXT NOT NULL,
            time_level TEXT NOT NULL,
            contents TEXT NOT NULL,
            places TEXT NOT NULL,
            categories TEXT NOT NULL,
            records_per_incident INTEGER NOT NULL CHECK (records_per_incident >= 1),
            -- Numerators of α over 2^20: NULL where the audience doesn't get the table, 0 where it is exact.
            public_noise INTEGER CHECK (public_noise BETWEEN 0 AND 1048575),
            staff_noise INTEGER CHECK (staff_noise BETWEEN 0 AND 1048575),
            public_epsilon INTEGER NOT NULL CHECK (public_epsilon >= 0),
            staff_epsilon INTEGER NOT NULL CHECK (staff_epsilon >= 0),
            UNIQUE (key, version)
        ) STRICT;

        CREATE TABLE log_leaf (
            position INTEGER PRIMARY KEY CHECK (position >= 0),
            data BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;

        -- An edition is also the ledger's entry: its table says what it costs, and no bin can be drawn twice.
        CREATE TABLE edition (
            id INTEGER PRIMARY KEY,
            table_id INTEGER NOT NULL REFERENCES published_table (id),
            table_key TEXT NOT NULL,
            bin_start INTEGER NOT NULL,
            bin_end INTEGER NOT NULL CHECK (bin_end > bin_start),
            published_at INTEGER NOT NULL,
            public_figures BLOB,
            staff_figures BLOB,
            staff_nonce BLOB CHECK (staff_nonce IS NULL OR length(staff_nonce) = 32),
            leaf INTEGER NOT NULL REFERENCES log_leaf (position),
            CHECK (public_figures IS NOT NULL OR staff_figures IS NOT NULL),
            CHECK ((staff_figures IS NULL) = (staff_nonce IS NULL)),
            UNIQUE (table_key, bin_start)
        ) STRICT;
        CREATE INDEX edition_by_table ON edition (table_id, bin_start);

        CREATE TABLE correction (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            period_start INTEGER NOT NULL,
            period_end INTEGER NOT NULL CHECK (period_end > period_start),
            corrected_at INTEGER NOT NULL,
            leaf INTEGER NOT NULL REFERENCES log_leaf (position),
            UNIQUE (source, period_start, period_end, corrected_at)
        ) STRICT;

        CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON edition
            BEGIN SELECT RAISE(ABORT, 'an edition is immutable'); END;
        CREATE TRIGGER edition_is_kept BEFORE DELETE ON edition
            BEGIN SELECT RAISE(ABORT, 'an edition is kept'); END;
        CREATE TRIGGER leaf_is_immutable BEFORE UPDATE ON log_leaf
            BEGIN SELECT RAISE(ABORT, 'a leaf is immutable'); END;
        CREATE TRIGGER leaf_is_kept BEFORE DELETE ON log_leaf
            BEGIN SELECT RAISE(ABORT, 'a leaf is kept'); END;
        CREATE TRIGGER table_is_immutable BEFORE UPDATE ON published_table
            BEGIN SELECT RAISE(ABORT, 'a published table is immutable'); END;
        CREATE TRIGGER table_is_kept BEFORE DELETE ON published_table
            BEGIN SELECT RAISE(ABORT, 'a published table is kept'); END;
        CREATE TRIGGER correction_is_immutable BEFORE UPDATE ON correction
            BEGIN SELECT RAISE(ABORT, 'a correction is immutable'); END;
        CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction
            BEGIN SELECT RAISE(ABORT, 'a correction is kept'); END;
        """
}
