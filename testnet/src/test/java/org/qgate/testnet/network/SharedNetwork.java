package org.qgate.testnet.network;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.ThreadDump;

/**
 * Hands one network to all tests that ask for it; it starts with the first and stops after the last. Whenever a test
 * fails it says on standard error what the nodes' shells do.
 */
final class SharedNetwork implements ParameterResolver, TestWatcher {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestNetwork.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .getOrComputeIfAbsent(TestNetwork.class, type -> TestNetwork.open(), TestNetwork.class);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable failure) {
        TestNetwork network = context.getRoot().getStore(Namespace.GLOBAL).get(TestNetwork.class, TestNetwork.class);
        for (TestnetNode node :
                network == null ? List.<TestnetNode>of() : network.nodes().nodes()) {
            System.err.println(context.getDisplayName() + ": " + ThreadDump.of(node));
        }
    }
}
