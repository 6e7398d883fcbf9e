package org.qgate.kernel.internal.directory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Writing;

/** The directory's files of versions that had no store. */
public final class EarlierFiles {
    /** Where they lie in the state folder. */
    public static final String FOLDER = "directory";

    private static final int MOST_ASIDE = 256 << 10;

    private final StateFolder state;
    private final Writing writing;

    private EarlierFiles(StateFolder state, Writing writing) {
        this.state = state;
        this.writing = writing;
    }

    /** Copies what they hold; what makes no sense is kept aside. */
    public static void copy(StateFolder state, Crypto crypto, Archive archive, Writing writing) {
        EarlierFiles files = new EarlierFiles(state, writing);
        files.each("network.json", file -> writing.put(Archive.NETWORK, Archive.key(NetworkPin.KEPT), file));
        files.each("sequence", files::own);
        files.each("sequences", files::marks);
        files.each("descriptors", file -> files.descriptors(crypto, file));
        files.each(
                "snapshot",
                file -> SnapshotRecord.write(archive.map(Archive.DIRECTORY), writing, SnapshotCodec.parse(file)));
    }

    private void each(String name, Consumer<byte[]> copier) {
        state.read(FOLDER + "/" + name).ifPresent(file -> {
            try {
                copier.accept(file);
            } catch (WireException | NumberFormatException damaged) {
                byte[] some = Arrays.copyOf(file, Math.min(file.length, MOST_ASIDE));
                writing.put(Archive.DIRECTORY, Archive.key(Archive.DAMAGED + name), some);
            }
        });
    }

    private void own(byte[] file) {
        long last = Long.parseLong(new String(file, StandardCharsets.US_ASCII).trim());
        writing.put(Archive.DIRECTORY, Archive.key(OwnDescriptor.SEQUENCE), OwnDescriptor.sequence(last));
    }

    private void marks(byte[] file) {
        Marks.readAll(file)
                .forEach((id, mark) -> writing.put(Archive.DIRECTORY, DirectoryRecords.key(id), Marks.write(mark)));
    }

    private void descriptors(Crypto crypto, byte[] file) {
        List<byte[]> all = Bundles.split(file);
        all.forEach(one ->
                writing.put(Archive.DESCRIPTORS, HexFormat.of().parseHex(DescriptorCheck.digest(crypto, one)), one));
    }
}
