// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence and the passages that it is matched with light up at once. Without this, the citations are links.
(function () {
    "use strict";
    function marked(element) {
        return element instanceof Element ? element.closest("[data-c]") : null;
    }
    function light(element) {
        document.querySelectorAll(".on").forEach(function (other) { other.classList.remove("on"); });
        if (!element) return;
        element.dataset.c.split(" ").forEach(function (label) {
            document.querySelectorAll('[data-c~="' + label + '"]').forEach(function (one) { one.classList.add("on"); });
        });
    }
    function follow(event) { light(marked(event.target)); }
    function followAddress() { light(marked(document.getElementById(location.hash.slice(1)))); }
    window.addEventListener("hashchange", followAddress);
    followAddress();
    document.addEventListener("pointerover", follow);
    document.addEventListener("focusin", follow);
    document.addEventListener("click", function (event) {
        var sentence = marked(event.target);
        if (!sentence || event.target.closest("a")) return;
        var first = sentence.dataset.c.split(" ")[0];
        var goal = document.getElementById((sentence.classList.contains("s") ? "p-" : "c-") + first);
        if (goal) goal.scrollIntoView({ block: "center" });
        light(sentence);
    });
}());
