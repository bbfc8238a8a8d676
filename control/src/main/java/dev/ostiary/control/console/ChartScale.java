package dev.ostiary.control.console;

import java.math.BigDecimal;
import java.util.List;

/// The upright axis of a chart: from nothing at its foot to a round number at its head.
///
/// @param most at the head, greater than 0
record ChartScale(double most) {
    /// How high charts are, in pixels.
    static final double HEIGHT = 150;

    /// A line across a chart.
    ///
    /// @param y from the head
    record Tick(double y, String label) {}

    /// The scale for numbers up to that one.
    static ChartScale of(double greatest) {
        if (greatest <= 0) {
            return new ChartScale(1);
        }
        double power = Math.pow(10, Math.floor(Math.log10(greatest)));
        for (double step : new double[] {1, 2, 4, 5, 10}) {
            if (greatest <= step * power) {
                return new ChartScale(step * power);
            }
        }
        throw new IllegalStateException("no number is over ten times its own power of ten");
    }

    /// How high something is drawn.
    double height(double value) {
        return rounded(value / most * HEIGHT);
    }

    /// How far from the head something is drawn.
    double y(double value) {
        return rounded(HEIGHT - value / most * HEIGHT);
    }

    /// Half and head; whole numbers only, where there are no parts of what is counted.
    List<Tick> ticks(boolean isWhole) {
        return isWhole && most < 2
                ? List.of(new Tick(y(most), label(most)))
                : List.of(new Tick(y(most), label(most)), new Tick(y(most / 2), label(most / 2)));
    }

    private static String label(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static double rounded(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
