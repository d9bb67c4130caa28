# A spider as anybody would write it: every link of one site, nothing kept. For scrapy.ts.
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule
from urllib.parse import urlsplit


class Everything(CrawlSpider):
    name = "everything"
    rules = [Rule(LinkExtractor(), callback="read", follow=True)]

    def __init__(self, home, *args, **settings):
        super().__init__(*args, **settings)
        self.start_urls = [home]
        self.allowed_domains = [urlsplit(home).hostname]

    def read(self, response):
        yield {"url": response.url, "title": response.css("title::text").get()}
