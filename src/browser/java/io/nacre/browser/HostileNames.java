package io.nacre.browser;

import java.util.List;

/** Names that an attacker may give a merchant. None may become markup, a script, a link or a formula. */
final class HostileNames {

    static final List<String> ALL = List.of(
            "<script>window.pwned=1</script>",
            "\"><img src=x onerror=window.pwned=1>",
            "'><svg/onload=window.pwned=1>",
            "</title><script>window.pwned=1</script>",
            "<iframe srcdoc='<script>parent.pwned=1</script>'>",
            "javascript:window.pwned=1",
            "<a href=javascript:window.pwned=1>click</a>",
            "<style>*{display:none}</style>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
            "{{constructor.constructor('window.pwned=1')()}}",
            "${window.pwned=1}",
            "&lt;script&gt;window.pwned=1&lt;/script&gt;",
            "\\u003cscript\\u003ewindow.pwned=1",
            "=HYPERLINK(\"http://example.com\")",
            "'; DROP TABLE incidents;--",
            "\u202Egnp.exe",
            "../../api/logout?x=1#");

    private HostileNames() {}
}
