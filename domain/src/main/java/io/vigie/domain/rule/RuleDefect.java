package io.vigie.domain.rule;

/**
 * One thing wrong with a rule, and where in it.
 *
 * @param path where, in the names of rule files, such as {@code raise[0].for}; in a
 *     book of rules {@code rules[3].id}; empty where it concerns the whole
 * @param problem what is wrong and what to do about it; it reads on from the path
 */
public record RuleDefect(String path, String problem) {

    /**
     * The same as part of something larger.
     *
     * @param whole the path of what this concerns
     */
    RuleDefect within(String whole) {
        return new RuleDefect(path.isEmpty() ? whole : whole + "." + path, problem);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? problem : path + ": " + problem;
    }
}
