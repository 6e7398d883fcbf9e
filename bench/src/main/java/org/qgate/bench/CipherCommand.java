package org.qgate.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.CryptoStatus.Algorithm;
import org.qgate.testnet.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench cipher}: what cells, records and handshakes cost, without network and kernel. */
@Command(name = "cipher", description = "CPU time of cells' layers, records and handshakes; one thread, warm.")
final class CipherCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "15",
            description = "Samples of each operation, 20 ms of CPU time each; default ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Only operations whose name matches; default ${DEFAULT-VALUE}.")
    private Pattern only;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("cipher");
        CpuClock clock = new CpuClock(Math.max(5, samples));
        CipherEnds ends = new CipherEnds();
        result.fact("providers", providers(ends.relay().status().algorithms()));
        for (CellSize size : new CellSize[] {CellSize.LARGE, CellSize.SMALL}) {
            time(result, clock, new CellOperations(ends, size).all());
        }
        time(result, clock, new RecordOperations(ends).all());
        time(result, clock, new HandshakeOperations(ends).all());
        return result.print(json);
    }

    private void time(Result result, CpuClock clock, Map<String, Operation> operations) {
        operations.forEach((name, operation) -> {
            if (only.matcher(name).matches()) {
                result.figure(name, "ns CPU", clock.time(operation));
            }
        });
    }

    private static String providers(List<Algorithm> algorithms) {
        return algorithms.stream()
                .map(each -> each.name() + " by " + each.provider())
                .collect(Collectors.joining(", "));
    }
}
