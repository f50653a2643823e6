package io.vigie.bootstrap.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A block of Java on a page.
 *
 * @param line the number of its first line on the page, from 1
 * @param given what it takes for granted: declarations
 * @param code its lines
 */
record JavaBlock(int line, String given, List<String> code) {

    private static final Pattern TYPE =
            Pattern.compile("(?:(?:public|final|abstract|sealed) )*(?:class|interface|record|enum) (\\w+).*");
    private static final Pattern MEMBER = Pattern.compile("@.*|\\w[\\w<>, ]* \\w+\\(.*\\) \\{");
    private static final String IMPORT = "import ";

    /** The blocks of a page, in their order. */
    static List<JavaBlock> of(List<String> page) {
        List<JavaBlock> blocks = new ArrayList<>();
        StringBuilder given = new StringBuilder();
        for (int at = 0; at < page.size(); at++) {
            String line = page.get(at);
            if (line.startsWith("<!-- given: ")) {
                given.append(line.substring("<!-- given: ".length(), line.indexOf("-->")));
            } else if (line.strip().equals("```java")) {
                List<String> code = page.subList(at + 1, page.size()).stream()
                        .takeWhile(next -> !next.strip().equals("```"))
                        .toList();
                blocks.add(new JavaBlock(at + 2, given.toString(), code));
                given.setLength(0);
                at += code.size();
            }
        }
        return blocks;
    }

    /** Whether it is types, as a file has them. */
    boolean isTypes() {
        return code.stream().anyMatch(line -> TYPE.matcher(line).matches());
    }

    /** The name of the first of its types. */
    String typeName() {
        return code.stream()
                .map(TYPE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is methods, without the class that they are in; if it is no types either, it is statements. */
    boolean isMembers() {
        return code.stream()
                .filter(line -> !line.isBlank() && !line.startsWith(IMPORT))
                .findFirst()
                .filter(line -> MEMBER.matcher(line).matches())
                .isPresent();
    }

    String imports() {
        return code.stream().filter(line -> line.startsWith(IMPORT)).collect(Collectors.joining(" "));
    }

    /** Its lines, empty where it imports something. */
    List<String> body() {
        return code.stream().map(line -> line.startsWith(IMPORT) ? "" : line).toList();
    }
}
