import Markup
import Testing

@Suite struct HTMLTests {
    @Test func whatIsPutIntoMarkupCannotBreakIt() {
        let name = "<script>alert('x')</script> & \"y\""
        let html: HTML = "<p title=\"\(name)\">\(name)</p>"
        let escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func markupInsideMarkupIsKept() {
        let inner: HTML = "<b>\("a<b")</b>"
        #expect(HTML.each([inner, inner]) { "<i>\($0)</i>" }.text == "<i><b>a&lt;b</b></i><i><b>a&lt;b</b></i>")
    }
}
