package dev.fer.search.definition;

import dev.fer.search.space.FloatParameter;
import dev.fer.search.space.IntParameter;
import dev.fer.search.space.NormalParameter;
import dev.fer.search.space.Parameter;
import java.util.List;

/** Checks a space against what the model declares. */
final class ModelCheck {
    private final ModelDeclaration model;
    private final List<ParameterDeclaration> settings;
    private final Faults faults;

    ModelCheck(ModelDeclaration model, List<ParameterDeclaration> settings, Faults faults) {
        this.model = model;
        this.settings = settings;
        this.faults = faults;
    }

    void check(SpaceReader space) {
        space.entries()
                .forEach((name, entry) -> model.find(name)
                        .ifPresentOrElse(
                                declaration -> entry.parameter()
                                        .ifPresent(parameter -> check(declaration, parameter, entry.member())),
                                () -> addUnknown(name, entry.member().key())));
    }

    private void addUnknown(String name, Place key) {
        if (settings.stream().anyMatch(setting -> setting.name().equals(name))) {
            faults.add(key, "'" + name + "' is a training setting, the same for all trials: write it under 'training'");
            return;
        }
        List<String> names =
                model.parameters().stream().map(ParameterDeclaration::name).toList();
        faults.addUnknown(key, "model '" + model.name() + "' has no parameter '" + name + "'", name, names);
    }

    private void check(ParameterDeclaration declaration, Parameter parameter, Node.Member member) {
        if (parameter instanceof IntParameter whole) {
            checkRange(declaration, "whole numbers", (double) whole.low(), (double) whole.high(), member);
        } else if (parameter instanceof FloatParameter real) {
            checkRange(declaration, "real numbers", real.low(), real.high(), member);
        } else if (parameter instanceof NormalParameter normal) {
            checkRange(declaration, "real numbers", normal.low(), normal.high(), member);
        } else {
            checkListed(declaration, parameter, member.value());
        }
    }

    private void checkRange(
            ParameterDeclaration declaration, String found, double low, double high, Node.Member member) {
        boolean fits = switch (declaration.kind()) {
            case FLOAT -> true;
            case INT -> found.startsWith("whole");
            case STRING, BOOL -> false;
        };
        if (!fits) {
            faults.add(
                    member.key(),
                    "'" + declaration.name() + "' takes " + DeclaredValues.describe(declaration.kind())
                            + ", found a range of " + found);
            return;
        }
        checkBound(declaration, "low", low, member.value());
        checkBound(declaration, "high", high, member.value());
    }

    private void checkBound(ParameterDeclaration declaration, String key, double bound, Node parameter) {
        if (!DeclaredValues.isWithin(declaration, bound)) {
            Node.Member member = ((Node.Obj) parameter).members().get(key);
            String found = member == null
                    ? key + " is unlimited"
                    : key + " is " + member.value().found();
            faults.add(
                    member == null ? parameter.place() : member.value().place(),
                    "'" + declaration.name() + "' takes " + DeclaredValues.limits(declaration) + ", but " + found);
        }
    }

    private void checkListed(ParameterDeclaration declaration, Parameter parameter, Node node) {
        List<Object> values = ParameterValues.enumerated(parameter);
        List<Node> places = choiceNodes(node);
        for (int i = 0; i < values.size(); i++) {
            Place place = i < places.size() ? places.get(i).place() : node.place();
            DeclaredValues.check(place, declaration, values.get(i), faults);
        }
    }

    private static List<Node> choiceNodes(Node node) {
        if (node instanceof Node.Obj object) {
            Node.Member choices = object.members().get("choices");
            return choices != null && choices.value() instanceof Node.Arr list ? list.items() : List.of();
        }
        return List.of();
    }
}
