package org.qgate.bench.engine;

import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/** H2's MVStore with its defaults; a batch is committed and synced before it returns. */
public final class MvEngine implements Engine {
    private final MVStore store;
    private final MVMap<byte[], byte[]> map;

    /** Opens or makes it. */
    public MvEngine(Path file) {
        store = MVStore.open(file.toString());
        map = store.openMap(
                "records",
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public String name() {
        return "mvstore";
    }

    @Override
    public void put(List<Record> batch) {
        batch.forEach(each -> map.put(each.key(), each.value()));
        store.commit();
        store.sync();
    }

    @Override
    public byte[] get(byte[] key) {
        return map.get(key);
    }

    @Override
    public long syncs() {
        return -1;
    }

    @Override
    public void close() {
        store.close();
    }
}
