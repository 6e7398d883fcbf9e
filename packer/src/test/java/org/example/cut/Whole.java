package org.example.cut;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Uses what it has by every way that does not name it at run time. */
public final class Whole implements Service, UnaryOperator<String> {
    /** Called by the node. */
    public Whole() {}

    @Override
    public void start(Host host) {
        host.net().serve("whole/1", (caller, request) -> apply(new String(request))
                .getBytes());
    }

    @Override
    public String apply(String in) {
        List<Object> said = new ArrayList<>();
        said.add(new Point(in.length(), 2).equals(new Point(in.length(), 2)) + " " + new Point(1, 2) + Point.sum(3));
        said.add(EnumSet.allOf(Colour.class) + " " + Colour.valueOf("RED").mixed()
                + new EnumMap<>(Map.of(Colour.BLUE, 1)));
        said.add(named(Colour.BLUE) + area(new Round(2)) + area(new Square(3)));
        said.add(EnumSet.allOf(Size.class) + "" + new EnumMap<Size, String>(Map.of(Size.LARGE, in)));
        Narrow narrow = () -> "narrow";
        Object either = in.isEmpty() ? narrow : new Both();
        said.add(narrow.one() + (either instanceof Both) + (either instanceof Neither));
        said.add(new Upwards(3).stream().mapToInt(each -> each).sum());
        said.add(new Child().greet(in) + new Child().hidden() + Parent.COUNTER);
        Twice twice = text -> text + text;
        said.add(twice.fourTimes(in) + Twice.named().fourTimes("n"));
        said.add(inner(in).get() + new Member().show());
        Function<String, Text> maker = Text::new;
        said.add(maker.apply(in).shown() + maker.apply("a").compareTo(maker.apply("b")));
        List<Text> sorted = new ArrayList<>(List.of(new Text("z"), new Text("b")));
        sorted.sort(Comparator.naturalOrder());
        said.add(sorted.get(0).shown() + List.of(new Text("q")).contains(new Text("q")));
        for (String each : new Letters(in)) {
            said.add(each);
        }
        try {
            fail(in);
        } catch (Odd odd) {
            said.add(odd.getMessage());
        }
        return said.toString();
    }

    private static String named(Colour colour) {
        return switch (colour) {
            case RED -> "r";
            case BLUE -> "b";
        };
    }

    private static double area(Shape shape) {
        if (shape instanceof Round round) {
            return round.radius() * 3.0;
        }
        return shape.area();
    }

    private Supplier<String> inner(String in) {
        return new Supplier<>() {
            @Override
            public String get() {
                return in + getClass().getSimpleName() + new Member().show();
            }
        };
    }

    private static void fail(String in) throws Odd {
        throw new Odd("odd " + in);
    }

    private final class Member {
        private String show() {
            return getClass().getSimpleName() + secret();
        }
    }

    private String secret() {
        return "secret";
    }

    record Point(int x, int y) {
        static int sum(int more) {
            return new Point(1, 2).x() + more;
        }
    }

    enum Colour {
        RED {
            @Override
            String mixed() {
                return "reddish" + ordinal();
            }
        },
        BLUE;

        String mixed() {
            return name();
        }

        /** Nobody calls it. */
        String never() {
            return new Never().toString();
        }
    }

    /** Only Java asks for its values. */
    enum Size {
        SMALL,
        LARGE
    }

    interface Wide {
        String one();
    }

    interface Narrow extends Wide {}

    /** Has a method of an interface that is called by another one only. */
    static final class Both extends AbstractList<String> implements Wide {
        @Override
        public String one() {
            return new Never().toString();
        }

        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }

    /** Named and never made. */
    static final class Neither extends AbstractList<String> implements Wide {
        @Override
        public String one() {
            return new Never().toString();
        }

        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }

    sealed interface Shape permits Round, Square, Unused {
        double area();
    }

    record Round(double radius) implements Shape {
        @Override
        public double area() {
            return 7;
        }
    }

    record Square(double side) implements Shape {
        @Override
        public double area() {
            return side * side;
        }
    }

    record Unused() implements Shape {
        @Override
        public double area() {
            return new Never().hashCode();
        }
    }

    /** Java's class calls back. */
    static final class Upwards extends AbstractList<Integer> implements Serializable {
        private static final long serialVersionUID = 1;
        private final int size;

        Upwards(int size) {
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return index;
        }

        @Override
        public int size() {
            return size;
        }

        private Object writeReplace() {
            return new Never();
        }
    }

    abstract static class Parent {
        static final StringBuilder COUNTER = new StringBuilder("initialised");

        String greet(String name) {
            return prefix() + name;
        }

        abstract String prefix();

        String never() {
            return new Never().toString();
        }
    }

    static final class Child extends Parent {
        static {
            COUNTER.append(" by child");
        }

        @Override
        String prefix() {
            return "hi ";
        }

        private String hidden() {
            return super.greet("h");
        }
    }

    interface Twice {
        String once(String text);

        default String fourTimes(String text) {
            return once(once(text));
        }

        static Twice named() {
            return Whole::plus;
        }
    }

    private static String plus(String text) {
        return text + "+";
    }

    record Text(String shown) implements Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            return shown.compareTo(other.shown);
        }
    }

    record Letters(String text) implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return text.chars().mapToObj(Character::toString).iterator();
        }
    }

    static final class Odd extends Exception {
        private static final long serialVersionUID = 1;

        Odd(String message) {
            super(message);
        }
    }

    /** Nothing that runs leads here, and it does what no extender may. */
    static final class Never {
        @Override
        public String toString() {
            return System.getenv("HOME") + Runtime.getRuntime();
        }
    }
}
