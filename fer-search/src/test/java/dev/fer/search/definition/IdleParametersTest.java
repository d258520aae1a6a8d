package dev.fer.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can change nothing is said, and nothing else. */
class IdleParametersTest {
    private static final String MOMENTUM = "'momentum': {'type': 'float', 'low': 0.1, 'high': 0.9}";

    private static List<String> idle(String space) {
        String text = "{'model': 'cnn', 'space': {" + space
                + "}, 'objective': {'metric': 'validation.accuracy', 'direction': 'maximize'}}";
        FakeCatalog catalog = new FakeCatalog();
        return IdleParameters.find(SearchDefinitions.parse(text.replace('\'', '"'), "test.json", catalog), catalog);
    }

    @Test
    void aParameterOfAnotherValueIsIdle() {
        assertThat(idle(MOMENTUM + ", 'optimizer': 'adam'"))
                .containsExactly(
                        "/space/momentum: 'momentum' changes nothing: it counts with optimizer 'sgd' only, and here"
                                + " optimizer is 'adam'");
    }

    @Test
    void aParameterThatSometimesCountsIsNot() {
        assertThat(idle(MOMENTUM + ", 'optimizer': {'type': 'categorical', 'choices': ['sgd', 'adam']}"))
                .isEmpty();
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(idle(MOMENTUM)).isEmpty();
    }

    @Test
    void aParameterWhosePlaceIsTakenIsIdle() {
        assertThat(idle("'num_layers': {'type': 'int', 'low': 1, 'high': 3}, 'layers': 'dense'"))
                .containsExactly("/space/num_layers: 'num_layers' changes nothing: 'layers' takes its place");
        assertThat(idle("'num_layers': {'type': 'int', 'low': 1, 'high': 3}, 'dropout': 0.5"))
                .isEmpty();
    }

    @Test
    void whereNoModelIsNamedNothingIsKnown() {
        assertThat(IdleParameters.find(SearchDefinitions.parse("""
                                {"name": "own", "command": ["true"], "space": {"momentum": 1},
                                 "objective": {"metric": "loss", "direction": "minimize"}}
                                """, "test.json", new FakeCatalog()), new FakeCatalog()))
                .isEmpty();
    }
}
