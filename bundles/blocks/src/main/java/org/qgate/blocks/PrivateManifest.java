package org.qgate.blocks;

import java.util.ArrayList;
import java.util.List;
import org.qgate.common.wire.WireWriter;

/**
 * Windows whose bytes were given out privately in a slot: digests and provenance, never bytes.
 *
 * @param devices those of the windows, each once, in ascending order
 * @param windows by device and number, in ascending order
 * @param unlisted batches of the slot that are listed nowhere because too many waited
 */
public record PrivateManifest(List<Device> devices, List<Window> windows, long unlisted) implements Content {
    /** Copies the lists. */
    public PrivateManifest {
        devices = List.copyOf(devices);
        windows = List.copyOf(windows);
    }

    /**
     * A device of a manifest.
     *
     * @param discarded windows that no byte was used of, since the manifest before
     */
    public record Device(DeviceFacts facts, long discarded) {}

    /**
     * A window of a manifest.
     *
     * @param device index in the list of devices
     */
    public record Window(int device, WindowFacts facts) {}

    @Override
    public Kind kind() {
        return Kind.PRIVATE_MANIFEST;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.u32(unlisted).u8(devices.size());
        devices.forEach(each -> {
            each.facts().writeTo(out);
            out.u32(each.discarded());
        });
        out.u16(windows.size());
        windows.forEach(each -> {
            out.u8(each.device());
            each.facts().writeTo(out);
        });
    }

    static PrivateManifest read(FieldReader in) {
        long unlisted = in.u32("unlisted", 0, 0xffff_ffffL);
        List<Device> devices = devices(in);
        int count = in.count16("windows", 0, Layout.MAX_WINDOWS);
        List<Window> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Window next = window(in, devices.size());
            if (i > 0 && !ascends(windows.get(i - 1), next)) {
                throw in.badAt("window", "windows are not in ascending order, each once");
            }
            windows.add(next);
        }
        return new PrivateManifest(devices, windows, unlisted);
    }

    private static List<Device> devices(FieldReader in) {
        int count = in.count("devices", 0, Layout.MAX_DEVICES);
        List<Device> devices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            in.mark();
            Device next = new Device(DeviceFacts.read(in), in.u32("discarded", 0, 0xffff_ffffL));
            if (i > 0 && devices.get(i - 1).facts().compareTo(next.facts()) >= 0) {
                throw in.badAt("device", "devices are not in ascending order, each once");
            }
            devices.add(next);
        }
        return devices;
    }

    private static Window window(FieldReader in, int devices) {
        in.mark();
        int device = in.u8("window's device");
        if (device >= devices) {
            throw in.bad(device + ": there are " + devices);
        }
        return new Window(device, WindowFacts.read(in));
    }

    private static boolean ascends(Window one, Window next) {
        return one.device() < next.device()
                || one.device() == next.device() && WindowFacts.ORDER.compare(one.facts(), next.facts()) < 0;
    }
}
