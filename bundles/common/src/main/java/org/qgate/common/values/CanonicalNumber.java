package org.qgate.common.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes a double with the fewest digits that read back as the same one: ECMA-262, Number::toString, as RFC 8785, section
 * 3.2.2.3, asks for. {@code Double.toString} gives more digits than needed before JDK 19.
 */
final class CanonicalNumber {
    private static final int MOST_DIGITS = 17; // enough for every double: IEEE 754-2019, section 5.12.2
    private static final int LARGEST_PLAIN = 21; // ECMA-262, Number::toString, step 7 and 8
    private static final int SMALLEST_PLAIN = -6; // step 9

    private CanonicalNumber() {}

    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("no JSON number: " + value);
        }
        if (value == 0) {
            return "0";
        }
        String sign = value < 0 ? "-" : "";
        return sign + positive(Math.abs(value));
    }

    private static String positive(double value) {
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale(); // value = 0.digits * 10^point
        if (point > LARGEST_PLAIN || point <= SMALLEST_PLAIN) {
            return exponential(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return digits.length() <= point
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String exponential(String digits, int exponent) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    /** Of the decimals with as many digits, below and above, the nearer one that reads back. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean belowFirst = exact.subtract(below).compareTo(above.subtract(exact)) <= 0;
            BigDecimal nearer = belowFirst ? below : above;
            BigDecimal other = belowFirst ? above : below;
            if (nearer.doubleValue() == value) {
                return nearer;
            }
            if (other.doubleValue() == value) {
                return other;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }
}
