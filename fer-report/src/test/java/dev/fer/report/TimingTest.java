package dev.fer.report;
import java.io.File; import java.nio.file.*; import java.util.*;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.*; import org.openqa.selenium.chrome.*;
class TimingTest {
  @Test void time() throws Exception {
    var options = new ChromeOptions().addArguments("--headless=new","--no-sandbox","--disable-gpu","--window-size=1280,1000").setBinary(new File("/usr/bin/chromium"));
    var c = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(new File("/usr/bin/chromedriver")).build(), options);
    try { for (int k=0;k<3;k++) {
      c.get(Path.of("target/sample-reports/large.html").toUri().toString());
      Object r = c.executeAsyncScript("const d=arguments[0]; requestAnimationFrame(()=>setTimeout(()=>d(Math.round(performance.now())),0))");
      System.out.println("interactive ms " + r);
      for (WebElement e : c.findElements(By.cssSelector(".panel"))) {
        Object t = c.executeAsyncScript("const d=arguments[1]; const t=performance.now(); arguments[0].scrollIntoView({block:'start'}); setTimeout(()=>requestAnimationFrame(()=>setTimeout(()=>d(Math.round(performance.now()-t)),0)),100)", e);
        System.out.println(e.getAttribute("data-panel") + " scroll ms " + t);
      }
      Object h = c.executeAsyncScript("const d=arguments[0]; window.scrollTo(0,1200); setTimeout(()=>{const t=performance.now(); const tr=document.querySelector('tr[data-index]'); tr.click(); requestAnimationFrame(()=>setTimeout(()=>d(Math.round(performance.now()-t)),0))},300)");
      System.out.println("select ms " + h);
      Object f = c.executeAsyncScript("const d=arguments[0]; window.scrollTo(0,0); setTimeout(()=>{const t=performance.now(); const i=document.querySelector('[data-option=filter]'); i.value='x0<0'; i.dispatchEvent(new Event('input')); requestAnimationFrame(()=>setTimeout(()=>d(Math.round(performance.now()-t)),0))},300)");
      System.out.println("filter ms " + f);
    } Files.write(Path.of("/tmp/rep/l.png"), ((TakesScreenshot)c).getScreenshotAs(OutputType.BYTES));
    } finally { c.quit(); }
  }
}
