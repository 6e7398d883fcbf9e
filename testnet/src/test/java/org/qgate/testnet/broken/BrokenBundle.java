package org.qgate.testnet.broken;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.qgate.testnet.trial.BundleCopy;

/** Weaves a fault into a copy of a bundle: its component enrols with another hand-over than the bedrock's. */
public final class BrokenBundle {
    private static final String DESCRIPTION = "OSGI-INF/org.qgate.testnet.broken.BrokenHandOver.xml";
    private static final String COMPONENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="org.qgate.testnet.broken" init="3">
              <property name="qgate.fault" type="String" value="%s"/>
              <service><provide interface="org.qgate.testnet.broken.BrokenHandOver"/></service>
              <reference name="$000" interface="org.qgate.api.update.HandOver" parameter="0"/>
              <implementation class="org.qgate.testnet.broken.BrokenHandOver"/>
            </scr:component>
            """;
    private static final String REAL = "interface=\"org.qgate.api.update.HandOver\"";
    /** Nobody but this very bundle has that class. */
    private static final String BROKEN = "interface=\"org.qgate.testnet.broken.BrokenHandOver\"";

    private BrokenBundle() {}

    /** Changes a copy of a bundle with one component. */
    public static BundleCopy of(BundleCopy copy, Fault fault) throws IOException {
        String component = copy.header("Service-Component");
        for (Class<?> each : List.of(BrokenHandOver.class, BrokenPart.class, Fault.class)) {
            String file = each.getName().replace('.', '/') + ".class";
            try (InputStream in = BrokenBundle.class.getClassLoader().getResourceAsStream(file)) {
                copy.entry(file, in.readAllBytes());
            }
        }
        return copy.replace(component, REAL, BROKEN)
                .entry(DESCRIPTION, String.format(COMPONENT, fault).getBytes(StandardCharsets.UTF_8))
                .header("Service-Component", component + "," + DESCRIPTION);
    }
}
