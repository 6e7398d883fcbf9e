package org.example.corpus;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Answers a text by a text; a test calls it without a node. */
public interface Answering extends Service, UnaryOperator<String> {
    @Override
    default void start(Host host) {
        host.net().serve("answer/1", (caller, request) -> apply(new String(request, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    }
}
