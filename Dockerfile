# Portlight's image: Node, the libraries it is linked with, and Portlight as a few files. No shell, no npm.
#   docker buildx build --platform=linux/amd64,linux/arm64 -t registry.example.org/portlight:0.1.0 --push .
# To build from exactly one base: --build-arg NODE=node:24.21.0-bookworm-slim@sha256:…
ARG NODE=node:24.21.0-bookworm-slim

FROM --platform=$BUILDPLATFORM ${NODE} AS build
WORKDIR /portlight
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY src src/
COPY views views/
COPY public public/
COPY deploy/pack.js deploy/
COPY LICENSE ./
RUN node --disable-warning=ExperimentalWarning public/build.js && node deploy/pack.js dist/image

FROM ${NODE} AS root
WORKDIR /portlight
COPY deploy/root.sh deploy/
RUN sh deploy/root.sh dist/root

FROM scratch
COPY --from=root /portlight/dist/root/ /
COPY --from=build /portlight/dist/image/ /portlight/
LABEL org.opencontainers.image.title="Portlight" org.opencontainers.image.licenses="Apache-2.0"
ENV HOST=0.0.0.0
WORKDIR /portlight
USER 65532:65532
EXPOSE 8080 9090
ENTRYPOINT ["/usr/bin/node", "--max-semi-space-size=2", "src/main.js"]
