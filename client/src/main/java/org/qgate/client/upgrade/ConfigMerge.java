package org.qgate.client.upgrade;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qgate.client.archive.FolderTree;
import org.qgate.client.upgrade.MergeStep.Action;

/**
 * Brings a node's configuration to a new release: defaults of the old one, the node's own files, defaults of the new one.
 * Properties files are merged key by key, others as a whole. Where both sides changed the same thing the operator's stays
 * and the release's lies beside it.
 */
public final class ConfigMerge {
    /** They name the jars of one release; another one cannot start with them. */
    private static final Set<String> PROGRAM = Set.of(
            "startup.properties", "jre.properties", "org.apache.karaf.features.cfg", "org.apache.karaf.features.xml");

    private static final String BESIDE = ".new";
    private static final String REPLACED = ".replaced";

    private final Map<String, Path> mine;
    private final Map<String, byte[]> result = new TreeMap<>();
    private final List<MergeStep> steps = new ArrayList<>();

    /** Reads all three folders and decides; writes nothing. */
    public ConfigMerge(Path shipped, Path mine, Path next) throws IOException {
        Map<String, Path> old = FolderTree.files(shipped);
        Map<String, Path> fresh = FolderTree.files(next);
        this.mine = FolderTree.files(mine);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(this.mine.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            decide(name, content(old.get(name)), content(this.mine.get(name)), content(fresh.get(name)));
        }
    }

    /** Returns what happens, by file name. */
    public List<MergeStep> steps() {
        return List.copyOf(steps);
    }

    /** Writes the merged folder; it must not exist. Modes are those of the node's own files. */
    public void write(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Map.Entry<String, byte[]> each : result.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Path model = mine.get(each.getKey());
            if (model != null) {
                Files.copy(model, file, StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.write(file, each.getValue());
            if (model == null) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            FolderTree.sync(file);
        }
        FolderTree.sync(folder);
    }

    private static byte[] content(Path file) throws IOException {
        return file == null ? null : Files.readAllBytes(file);
    }

    private void decide(String name, byte[] was, byte[] is, byte[] becomes) {
        boolean changedHere = !Arrays.equals(was, is);
        boolean changedThere = !Arrays.equals(was, becomes);
        if (PROGRAM.contains(name) && becomes != null) {
            replace(name, is, becomes, changedHere);
        } else if (!changedHere) {
            take(name, becomes, changedThere);
        } else if (!changedThere || Arrays.equals(is, becomes)) {
            keep(name, is);
            if (was != null) {
                step(name, Action.KEPT, is == null ? List.of("removed by the operator") : List.of());
            }
        } else if (was != null && is != null && becomes != null && isSettings(name)) {
            merge(name, was, is, becomes);
        } else {
            conflict(name, is, becomes, List.of());
        }
    }

    private void step(String name, Action action, List<String> details) {
        steps.add(new MergeStep(name, action, details));
    }

    private void keep(String name, byte[] content) {
        if (content != null) {
            result.put(name, content);
        }
    }

    private void take(String name, byte[] becomes, boolean changed) {
        keep(name, becomes);
        if (changed) {
            step(name, becomes == null ? Action.REMOVED : Action.NEW, List.of());
        }
    }

    private void replace(String name, byte[] is, byte[] becomes, boolean changedHere) {
        result.put(name, becomes);
        if (is != null && Arrays.equals(is, becomes)) {
            return;
        }
        if (changedHere && is != null) {
            result.put(name + REPLACED, is);
            step(name, Action.REPLACED, List.of());
        } else {
            step(name, Action.NEW, List.of());
        }
    }

    private void conflict(String name, byte[] stays, byte[] becomes, List<String> details) {
        keep(name, stays);
        keep(name + BESIDE, becomes);
        step(name, Action.CONFLICT, details);
    }

    private void merge(String name, byte[] was, byte[] is, byte[] becomes) {
        try {
            SettingsMerge merge = new SettingsMerge(text(was), text(is), text(becomes));
            byte[] merged = merge.text().getBytes(StandardCharsets.UTF_8);
            if (merge.conflicts().isEmpty()) {
                keep(name, merged);
                step(name, Action.MERGED, merge.kept());
            } else {
                conflict(name, merged, becomes, merge.conflicts());
            }
        } catch (CharacterCodingException noText) {
            conflict(name, is, becomes, List.of());
        }
    }

    private static String text(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    private static boolean isSettings(String name) {
        return name.endsWith(".cfg") || name.endsWith(".properties");
    }
}
