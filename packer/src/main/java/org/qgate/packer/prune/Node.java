package org.qgate.packer.prune;

/**
 * Something that is reached. Names are as in class files, with slashes.
 *
 * @param owner a class of the jar
 * @param name of a method or field; empty for what concerns the class as such
 * @param descriptor of a method or field; empty for what concerns the class as such
 */
record Node(Kind kind, String owner, String name, String descriptor) {
    /** In what way it is reached. */
    enum Kind {
        /** Named somewhere: it and its super types have to be there. */
        CLASS,
        /** Initialised: its static initialiser runs. */
        INIT,
        /** Made: there are objects of exactly this class. */
        MADE,
        /** Called by name: some made class below the owner decides which method runs. */
        CALL,
        /** A method that has to be there, so that a call of it can be resolved, and never runs. */
        DECLARED,
        /** A method that runs. */
        METHOD,
        /** A field that is read or written. */
        FIELD
    }

    static Node of(Kind kind, String owner) {
        return new Node(kind, owner, "", "");
    }

    /** Returns name and descriptor in one. */
    String key() {
        return name + descriptor;
    }

    /** Tells whether it stands in a path for people: how a call finds its method is left out. */
    boolean isShown() {
        return kind == Kind.METHOD || kind == Kind.CLASS;
    }

    /** Returns it as people read it. */
    String shown() {
        return name.isEmpty() ? owner : owner + "." + name;
    }
}
