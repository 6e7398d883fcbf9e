package org.qgate.sandbox.wire;

/** Serves what a test says. */
final class Serves implements Server {
    /** What is done with a call. */
    @FunctionalInterface
    interface What {
        Object serve(String name, Arguments arguments) throws Exception;
    }

    private final What what;
    private final int longest;

    Serves(What what) {
        this(0, what);
    }

    Serves(int longest, What what) {
        this.longest = longest;
        this.what = what;
    }

    @Override
    public void hello(Arguments theirs) throws BreachException {
        theirs.number(0);
    }

    @Override
    public Object serve(String name, Arguments arguments) throws Exception {
        return what.serve(name, arguments);
    }

    @Override
    public int longest(String name) {
        return longest;
    }

    @Override
    public String words(Throwable thrown) {
        return "failed: " + thrown.getMessage();
    }
}
