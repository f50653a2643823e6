package io.vigie.adapters.eventhubs.testing;

/** What a shared access policy allows. */
public enum Right {
    /** To receive events. */
    LISTEN("Listen"),
    /** To send events. */
    SEND("Send"),
    /** Everything. */
    MANAGE("Manage");

    private final String claim;

    Right(String claim) {
        this.claim = claim;
    }

    /** As the service calls it. */
    String claim() {
        return claim;
    }
}
