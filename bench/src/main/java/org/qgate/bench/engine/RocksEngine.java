package org.qgate.bench.engine;

import java.nio.file.Path;
import java.util.List;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB with its defaults, except that each write is synced before it returns. */
public final class RocksEngine implements Engine {
    private final Statistics statistics = new Statistics();
    private final Options options = new Options().setCreateIfMissing(true).setStatistics(statistics);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final RocksDB database;

    /** Opens or makes it. */
    public RocksEngine(Path folder) {
        RocksDB.loadLibrary();
        try {
            database = RocksDB.open(options, folder.toString());
        } catch (RocksDBException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String name() {
        return "rocksdb";
    }

    @Override
    public void put(List<Record> batch) {
        try (WriteBatch writes = new WriteBatch()) {
            for (Record each : batch) {
                writes.put(each.key(), each.value());
            }
            database.write(synced, writes);
        } catch (RocksDBException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public byte[] get(byte[] key) {
        try {
            return database.get(key);
        } catch (RocksDBException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public long syncs() {
        return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
    }

    @Override
    public void close() {
        database.close();
        synced.close();
        options.close();
        statistics.close();
    }
}
