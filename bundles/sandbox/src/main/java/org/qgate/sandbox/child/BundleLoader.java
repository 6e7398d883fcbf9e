package org.qgate.sandbox.child;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** The classes of one extender: it sees the platform, the extender API and its own jar, and nothing of what runs it. */
final class BundleLoader extends URLClassLoader {
    private static final String API = "org.qgate.ext.";

    static {
        registerAsParallelCapable();
    }

    BundleLoader(Path jar) throws MalformedURLException {
        super("extender", new URL[] {jar.toUri().toURL()}, new Shown());
    }

    /** The platform, and the extender API as this process has it. */
    private static final class Shown extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        Shown() {
            super("shown", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return Class.forName(name, false, BundleLoader.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
