package io.vigie.application.simulation;

/**
 * How a metric behaves on a kind of device: a mean, a day and a year on top of it, and noise that remembers itself.
 *
 * @param name the metric
 * @param unit its unit
 * @param mean its mean over the fleet and the year
 * @param spread how far a device's own mean lies from that at most
 * @param daily the height of the day's wave
 * @param peakHour the hour of the day, in UTC, at which it is highest
 * @param yearly the height of the year's wave, highest in the cold; negative for what peaks in the heat
 * @param noise the standard deviation of the noise
 * @param persistence how much of its noise a reading has from the one before, 0 to 1
 * @param minimum below which it cannot be
 * @param maximum above which it cannot be
 * @param swing how far a typical fault takes it, to the side where it hurts
 */
record MetricModel(
        String name,
        String unit,
        double mean,
        double spread,
        double daily,
        double peakHour,
        double yearly,
        double noise,
        double persistence,
        double minimum,
        double maximum,
        double swing) {}
