package org.qgate.testnet.cli;

import java.util.Map;
import org.qgate.common.json.Json;

/** What people and scripts see of a simulated device. */
final class DeviceConsole {
    /** What is claimed, of a bit: a uniform sample is estimated at less than what it has. */
    private static final double CLAIM = 0.75;

    private DeviceConsole() {}

    static void print(DeviceOption asked, Map<String, Object> status) {
        if (asked.json()) {
            System.out.println(Json.write(status));
            return;
        }
        System.out.println("SIMULATED device " + status.get("serial") + ", firmware " + status.get("firmware")
                + ", process " + status.get("pid") + ": nothing it gives is random to whoever knows its seed");
        System.out.println("url   " + status.get("url"));
        System.out.println("pin   " + status.get("pin"));
        System.out.println("fifo  " + (status.get("fifo") == null ? "-" : status.get("fifo")));
        System.out.printf(
                "rate  %.0f samples a second of %s bits; given %s over HTTPS, %s by the FIFO%n",
                ((Number) status.get("rate")).doubleValue(),
                status.get("bits"),
                status.get("httpsSamples"),
                status.get("fifoSamples"));
        System.out.println("fault " + fault(status));
    }

    private static String fault(Map<String, Object> status) {
        if (status.get("fault").equals("none")) {
            return "none";
        }
        return status.get("fault") + " " + status.get("faultValue") + ", from sample " + status.get("faultHttpsSample")
                + " over HTTPS, " + status.get("faultFifoSample") + " by the FIFO";
    }

    /** How a node is told of it. */
    static void hint(DeviceOption asked, Map<String, Object> status) {
        if (asked.json()) {
            return;
        }
        String claims = "  qrng:add --provenance simulated --bits " + status.get("bits") + " --min-entropy "
                + ((Number) status.get("bits")).doubleValue() * CLAIM + " --rate "
                + Math.max(1, ((Number) status.get("rate")).longValue());
        System.out.println();
        System.out.println("In a node's shell:");
        System.out.println(claims + " -o pin=" + status.get("pin") + " " + asked.name() + " idq " + status.get("url"));
        if (status.get("fifo") != null) {
            System.out.println(claims + " " + asked.name() + "-fifo device " + status.get("fifo"));
        }
    }
}
