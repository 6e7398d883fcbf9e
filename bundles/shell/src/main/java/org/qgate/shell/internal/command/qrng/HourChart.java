package org.qgate.shell.internal.command.qrng;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Minute;
import org.qgate.shell.internal.view.Chart;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.View;

/** The last hour of a device as a chart: a column a minute, raw bytes a second upwards, the worst state below. */
final class HourChart {
    private static final int ROWS = 5;
    private static final Map<DeviceState, String> MARKS = Map.of(
            DeviceState.HEALTHY, ".",
            DeviceState.INIT, "i",
            DeviceState.STARTUP, "t",
            DeviceState.SUSPECT, "s",
            DeviceState.QUARANTINED, "Q",
            DeviceState.DEAD, "D");

    private HourChart() {}

    /** Draws minutes, oldest first; a pipe gets a line a minute. */
    static View of(List<Minute> hour) {
        return (out, terminal) -> {
            if (!terminal) {
                hour.forEach(each -> out.println(Text.moment(each.startWallMs()) + "\t" + each.rawBytes() + "\t"
                        + each.discarded() + "\t" + each.worst()));
            } else if (hour.isEmpty()) {
                out.println("no minute of the last hour is known");
            } else {
                draw(hour, out);
            }
        };
    }

    private static void draw(List<Minute> hour, PrintStream out) {
        double[] rates =
                hour.stream().mapToDouble(each -> each.rawBytes() / 60.0).toArray();
        double highest = Arrays.stream(rates).max().orElse(0);
        out.println("last hour, a column a minute, up to " + Text.bytes((long) highest) + "/s of raw samples");
        Chart.rows(rates, highest, ROWS).forEach(row -> out.println("  |" + row));
        out.println("  |" + marks(hour, each -> MARKS.get(each.worst())) + "  . healthy, s suspect, t start-up tests,");
        out.println("  |" + marks(hour, each -> each.discarded() > 0 ? "x" : " ")
                + "  Q quarantined, D dead, i not open; x windows discarded");
    }

    private static String marks(List<Minute> hour, Function<Minute, String> mark) {
        return hour.stream().map(mark).collect(Collectors.joining());
    }
}
