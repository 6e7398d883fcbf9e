package org.qgate.api.net;

/** Text forms of addresses: strict in (RFC 4291 section 2.2, RFC 6943 section 3.1.1), RFC 5952 out. */
final class IpText {
    private IpText() {}

    /** Returns 4 bytes, or null when the text is not exactly four decimal parts without leading zeros. */
    static byte[] parseV4(String text) {
        byte[] bytes = new byte[4];
        int at = 0;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
                return null;
            }
            int start = at;
            int value = 0;
            while (at < text.length() && isDigit(text.charAt(at)) && at - start < 3) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || leadingZero || value > 255) {
                return null;
            }
            bytes[part] = (byte) value;
        }
        return at == text.length() ? bytes : null;
    }

    /** Returns 16 bytes, or null when the text is not RFC 4291 text; zone ids are refused. */
    static byte[] parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return join(groups(text), new int[0], false);
        }
        boolean quadBeforeGap = text.lastIndexOf('.', gap) >= 0; // a dotted quad stands at the end or nowhere
        if (quadBeforeGap || text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        return join(groups(text.substring(0, gap)), groups(text.substring(gap + 2)), true);
    }

    private static byte[] join(int[] head, int[] tail, boolean gap) {
        if (head == null || tail == null) {
            return null;
        }
        int count = head.length + tail.length;
        if (gap ? count > 7 : count != 8) {
            return null;
        }
        byte[] bytes = new byte[16];
        put(bytes, 0, head);
        put(bytes, 16 - 2 * tail.length, tail);
        return bytes;
    }

    private static void put(byte[] bytes, int at, int[] groups) {
        for (int i = 0; i < groups.length; i++) {
            bytes[at + 2 * i] = (byte) (groups[i] >>> 8);
            bytes[at + 2 * i + 1] = (byte) groups[i];
        }
    }

    /** Returns the 16-bit groups of one side of a "::", a trailing dotted quad as two groups, or null. */
    private static int[] groups(String side) {
        if (side.isEmpty()) {
            return new int[0];
        }
        String[] parts = side.split(":", -1);
        if (parts.length > 8) {
            return null;
        }
        boolean quad = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (quad ? 1 : 0)];
        for (int i = 0; i < parts.length; i++) {
            if (quad && i == parts.length - 1) {
                byte[] v4 = parseV4(parts[i]);
                if (v4 == null) {
                    return null;
                }
                groups[i] = (v4[0] & 255) << 8 | v4[1] & 255;
                groups[i + 1] = (v4[2] & 255) << 8 | v4[3] & 255;
            } else if ((groups[i] = hexGroup(parts[i])) < 0) {
                return null;
            }
        }
        return groups;
    }

    private static int hexGroup(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char ch = part.charAt(i);
            int digit = ch < 128 ? Character.digit(ch, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static boolean isDigit(char ch) {
        return ch >= '0' && ch <= '9';
    }

    static String formatV4(byte[] b) {
        return (b[0] & 255) + "." + (b[1] & 255) + "." + (b[2] & 255) + "." + (b[3] & 255);
    }

    static String formatV6(byte[] b) {
        int[] group = new int[8];
        for (int i = 0; i < 8; i++) {
            group[i] = (b[2 * i] & 255) << 8 | b[2 * i + 1] & 255;
        }
        int bestAt = -1;
        int bestLength = 1; // RFC 5952 section 4.2.2: a single zero group is not shortened
        for (int i = 0; i < 8; ) {
            int run = 0;
            while (i + run < 8 && group[i + run] == 0) {
                run++;
            }
            if (run > bestLength) {
                bestAt = i;
                bestLength = run;
            }
            i += Math.max(run, 1);
        }
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestAt) {
                out.append("::");
                i += bestLength - 1;
                continue;
            }
            if (i > 0 && out.charAt(out.length() - 1) != ':') {
                out.append(':');
            }
            out.append(Integer.toHexString(group[i]));
        }
        return out.toString();
    }
}
