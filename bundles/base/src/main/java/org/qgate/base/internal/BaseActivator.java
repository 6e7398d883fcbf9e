package org.qgate.base.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.qgate.api.error.QGateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the bedrock, or says why this node may not run and ends the framework: a node on a folder that it must not
 * touch has nothing else to do.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class BaseActivator implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.base");

    private Bedrock bedrock;

    @Override
    public void start(BundleContext context) throws BundleException {
        Folders folders = Folders.of(context::getProperty);
        try {
            bedrock = Bedrock.open(context, folders);
        } catch (QGateException refused) {
            String reason = refused.getMessage() + " " + refused.code().advice();
            LOG.error("The node does not start: {}", reason);
            leave(reason, folders.refusal());
            context.getBundle(Constants.SYSTEM_BUNDLE_ID).stop();
        }
    }

    /** For the script that started this process: the log may not have its configuration yet. */
    private static void leave(String reason, Path file) {
        try {
            Files.writeString(file, reason + "\n");
        } catch (IOException unwritable) {
            LOG.error("Cannot write {}", file, unwritable);
        }
    }

    @Override
    public void stop(BundleContext context) {
        if (bedrock != null) {
            bedrock.close();
            bedrock = null;
        }
    }
}
