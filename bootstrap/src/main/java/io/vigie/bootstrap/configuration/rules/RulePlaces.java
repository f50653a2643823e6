package io.vigie.bootstrap.configuration.rules;

import io.vavr.Tuple;
import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.ruletest.RulePlace;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.rule.RuleId;

/** Finds where rules are written. What is wrong with them others tell. */
final class RulePlaces {

    private RulePlaces() {}

    /** The places of what stands at {@code rules}: the rules themselves, or the path of their file. */
    static Read<Map<RuleId, RulePlace>> of(YamlNode node) {
        Seq<YamlNode> rules = node.isText()
                ? node.setting("the path of a rules file")
                        .flatMap(path -> node.open(path, HashMap.empty()))
                        .map(root -> root.at("rules").items())
                        .getOrElse(List.empty())
                : node.items();
        return Read.value(LinkedHashMap.ofEntries(rules.flatMap(rule -> id(rule).map(id ->
                Tuple.of(id, new RulePlace(rule.place(), entries(rule).map(YamlNode::place)))))));
    }

    private static Option<RuleId> id(YamlNode rule) {
        return rule.at("id")
                .setting("a rule's id")
                .toOption()
                .map(id -> id.value())
                .filter(id -> !id.isEmpty() && id.length() <= RuleId.MAX_LENGTH)
                .map(RuleId::new);
    }

    private static Seq<YamlNode> entries(YamlNode rule) {
        return rule.at("raise").items();
    }
}
