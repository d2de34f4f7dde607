# Understory in a container: built from this folder, run as an ordinary user, everything it keeps in /data.

FROM node:22-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /understory
COPY . .
RUN ops/run --build

FROM eclipse-temurin:25-jre
RUN apt-get update \
  && apt-get install -y --no-install-recommends curl \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --system --gid 10001 understory \
  && useradd --system --uid 10001 --gid understory --home-dir /data --shell /usr/sbin/nologin understory \
  && install -d -m 0700 -o understory -g understory /data
COPY --from=build /understory/server/target/understory-server.jar /understory/
COPY --from=build /understory/server/target/lib /understory/lib
COPY --from=build /understory/client-web/dist /understory/web
COPY LICENSE NOTICE /understory/
USER understory
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-jar", "/understory/understory-server.jar", \
  "--data", "/data", "--port", "8080", "--web", "/understory/web"]
